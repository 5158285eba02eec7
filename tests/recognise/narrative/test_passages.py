"""Which lines make a passage: entries of a contents list that go over lines, sentences in it."""

from __future__ import annotations

from xls_juesuan.recognise.narrative.passages import passages
from xls_juesuan.recognise.page import PrintedPage


def _passages(*lines: str) -> list[str]:
    places = [f"第{number}行" for number in range(1, len(lines) + 1)]
    rows = [(line,) for line in lines]
    page = PrintedPage("文", rows, line_places=places, line_tables=[0] * len(lines))
    return [one.text for one in passages(page)]


def test_an_entry_of_the_contents_goes_on_until_its_page_number() -> None:
    """Two lines or three, with a number of its own or as an attachment: one entry."""
    assert _passages(
        "目录",
        "一、部门整体支出绩效自评情况表........29",
        "二、“线下服务能力提升及软硬件改造”项目支出绩效自",
        "评情况表..............................30",
        "附件3：“农村公路养护和桥梁改造工程第二标段”",
        "项目支出绩效自",
        "评情况表..............................31",
        "第一部分 某局概况",
        "本部门主管公路。",
    ) == [
        "目录",
        "一、部门整体支出绩效自评情况表........29",
        "二、“线下服务能力提升及软硬件改造”项目支出绩效自评情况表..............................30",
        "附件3:“农村公路养护和桥梁改造工程第二标段”项目支出绩效自评情况表..............................31",
        "第一部分某局概况",
        "本部门主管公路。",
    ]


def test_a_heading_of_the_document_takes_no_entry() -> None:
    """An entry with its page number behind a heading that has none is an entry of its own."""
    assert _passages("第一部分 概况", "一、职责", "二、机构........3") == [
        "第一部分概况",
        "一、职责",
        "二、机构........3",
    ]
