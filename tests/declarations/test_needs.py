from __future__ import annotations

import pytest

from xls_juesuan.declarations.needs import Circumstances
from xls_juesuan.declarations.needs import Need
from xls_juesuan.declarations.supplement_form import load_supplement_form
from xls_juesuan.messages import prefilling as say
from xls_juesuan.model import Funding
from xls_juesuan.model import UnitKind


@pytest.mark.parametrize("need", Need)
def test_what_is_not_known_rules_nothing_out(need: Need) -> None:
    """A field is needed until it is certain that it is not, and why not has its words."""
    assert Circumstances().unmet([need]) is None
    assert say.UNMET[need]


@pytest.mark.parametrize(
    ("circumstances", "unmet"),
    [
        (Circumstances(kind=UnitKind.INSTITUTION), Need.AGENCY),
        (Circumstances(kind=UnitKind.ADMINISTRATIVE), Need.INSTITUTION),
        (Circumstances(has_previous=False), Need.PREVIOUS_YEAR),
        (Circumstances(has_carryover=True), Need.NO_CARRYOVER),
        (Circumstances(fundings={Funding.GENERAL_BUDGET, Funding.STATE_CAPITAL}), Need.FUND),
        (Circumstances(fundings={Funding.GENERAL_BUDGET, Funding.FUND_BUDGET}), Need.STATE_CAPITAL),
    ],
)
def test_what_a_unit_lacks_rules_out_what_depends_on_it(
    circumstances: Circumstances, unmet: Need
) -> None:
    """Kind, funding and a missing year before rule out each their own condition only."""
    assert [need for need in Need if circumstances.unmet([need])] == [unmet]
    assert circumstances.unmet(Need) is unmet


def test_units_managed_like_the_civil_service_have_an_agency_running_cost() -> None:
    """Their books are of either kind, so nothing of institutions is ruled out for them."""
    assert Circumstances(kind=UnitKind.CIVIL_SERVICE_LIKE).unmet(Need) is None


def test_agency_running_cost_and_last_year_depend_on_the_unit() -> None:
    """The form says for which units these fields are."""
    form = load_supplement_form()
    fields = {each.key: each.needed for each in form.fields()}
    sheets = {sheet.name: sheet.needed for sheet in form.sheets}
    assert fields["previous.agency_running_cost"] == (Need.AGENCY,)
    assert fields["carryover.surplus_distributed"] == (Need.INSTITUTION,)
    assert sheets["上年决算"] == (Need.PREVIOUS_YEAR,)
    assert sheets["结转结余明细"] == (Need.FUND,)
