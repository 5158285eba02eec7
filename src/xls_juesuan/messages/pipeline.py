"""What is said about one unit's accounts as a whole: names, places of output, identity."""

from __future__ import annotations

WORKBOOK_NAME = "{unit}_{year}年度部门决算公开"
DOCUMENT_NAME = "{unit}_{year}年度部门决算"
REVIEW_NAME = "{name}_审核"
#: The copy of an audited workbook with comments on its cells.
ANNOTATED_NAME = "{name}_批注"
UNNAMED = "部门决算公开"

NO_UNIT_NAME = "台账和补充资料里都没有写单位名称"
NO_UNIT_NAME_HOW = "请加 --unit-name 单位全称 再运行，或者在补充资料的“单位信息”里填写"
NO_SUPPLEMENT = "“三公”经费预算数等台账没有的数字留空（黄色单元格）；可用 xlj init 生成空白的补充资料，填好后放在台账旁边再运行"
UNIT_DIFFERS = "台账的单位是“{ledger}”，补充资料的单位是“{supplement}”，请确认用的是同一个单位的资料；表中用的是前者"
LEDGER_OF_ANOTHER = (
    "指定的单位是“{asked}”，台账写的单位是“{stated}”，请确认没有拿错台账；表中用的是前者"
)
YEAR_DIFFERS = (
    "台账的年度是 {ledger} 年，补充资料的年度是 {supplement} 年，请换成同一年度的补充资料"
)

OUTPUT_NAME = "输出文件名“{text}”不能用"
OUTPUT_NAME_HOW = '文件名里不能有 : * ? " < > |，也不能过长；文件夹之间用 / 隔开，最后写文件名'
OUTPUT_NAME_KIND_HOW = "请把文件名改成以 {suffix} 结尾，或者不写结尾"
OUTPUT_SUFFIX = "输出文件只能是 {suffix}"
OUTPUT_SUFFIX_HOW = "请把 -o 后面的文件名改成以 {suffix} 结尾，或者只写文件夹"
OUTPUT_IS_INPUT = "输出文件不能就是输入的文件"
OUTPUT_IS_INPUT_HOW = "请用 -o 另外指定一个文件名"
NO_FOLDER = "输出文件夹建立不了"
NO_FOLDER_HOW = "请检查这个位置是否可写，或者用 -o 指定别的文件夹"

EACH_NEEDS_FOLDER = "--each-unit 要写出好几份工作簿，-o 给的却是一个文件"
EACH_NEEDS_FOLDER_HOW = "请让 -o 指向一个文件夹，或去掉 -o（写到 out 文件夹）"
EACH_AND_SUPPLEMENT = "几个单位不能共用一份补充资料"
EACH_AND_SUPPLEMENT_HOW = "请去掉 --supplement，把各单位的补充资料放在台账旁边，文件名里写明单位名称或代码；或用 --unit 一个一个地生成"
EACH_AND_PREVIOUS = "几个单位不能共用一份上年的文件"
EACH_AND_PREVIOUS_HOW = "请去掉 --previous；或用 --unit 一个一个地生成，各写各的上年文件"
SAME_TARGET = "和前面一个单位的工作簿同名，没有写，以免盖掉它"
SAME_TARGET_HOW = "请用 --unit 单独生成这个单位，并用 -o 指定另外的文件名"
