"""Derived identities that cannot hold, in Chinese: relations, multipliers, what rounding explains.

It knows proofs; it refuses to know who is to blame.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.messages import contradictions as messages

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence

    from xls_juesuan.audit.audit import Check
    from xls_juesuan.audit.contradictions.naming import FigureNames
    from xls_juesuan.audit.joint.document import Document
    from xls_juesuan.audit.joint.document import Linear
    from xls_juesuan.audit.joint.localisation import Proof

#: Proofs of one cluster that are printed: one is enough, some accuse more than others.
_MOST_PROOFS = 2


class ProofWriter:
    """Writes proofs out, a line a step.

    Args:
        document: figures and relations.
        checks: the checks that relations come from.
        names: names and writes figures.
    """

    def __init__(self, document: Document, checks: Sequence[Check], names: FigureNames) -> None:
        self._document = document
        self._checks = checks
        self._names = names

    def lines(self, proofs: Sequence[Proof]) -> tuple[str, ...]:
        """Write the shortest proofs and say how many others there are."""
        ordered = sorted(proofs, key=lambda proof: (len(proof.steps), len(proof.terms)))
        found = [line for proof in ordered[:_MOST_PROOFS] for line in self._proof(proof)]
        rest = len(ordered) - _MOST_PROOFS
        return (*found, *([messages.more_proofs(rest)] if rest > 0 else []))

    def _proof(self, proof: Proof) -> Iterator[str]:
        relations = self._document.relations
        scale = self._names.scale(number for number, _ in proof.terms)
        if len(proof.steps) == 1:
            check = self._checks[relations[proof.steps[0][0]].check]
            apart, most = scale.text(abs(proof.residual)), scale.roughly(proof.allowed)
            yield messages.proof_alone(check.rule.code, check.text, apart, most)
            return
        for place, (number, multiplier) in enumerate(proof.steps, 1):
            relation = relations[number]
            check = self._checks[relation.check]
            apart = scale.text(self._residual(relation))
            yield messages.proof_step(place, multiplier, check.rule.code, check.text, apart)
        terms = [
            messages.term(coefficient, self._names.name(figure), is_first=place == 0)
            for place, (figure, coefficient) in enumerate(proof.terms)
        ]
        constant = sum(
            multiplier * relations[number].constant for number, multiplier in proof.steps
        )
        if constant:
            terms.append(messages.constant(scale.text(constant), is_first=not terms))
        is_equal = all(relations[number].operator == "==" for number, _ in proof.steps)
        yield messages.proof_end(
            terms,
            "==" if is_equal else "<=",
            scale.text(proof.residual),
            scale.roughly(proof.allowed),
        )

    def _residual(self, relation: Linear) -> int:
        figures = self._document.figures
        shown = sum(coefficient * figures[number].shown for number, coefficient in relation.terms)
        return relation.constant + shown
