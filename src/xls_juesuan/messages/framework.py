"""The command-line framework's own English, in Chinese.

Keys are the framework's message ids; what is missing here stays English, and a test goes
through everything a user can meet.
"""

from __future__ import annotations

CHINESE = {
    "Usage:": "用法：",
    "Options": "选项",
    "Commands": "命令",
    "Arguments": "参数",
    "Positional arguments": "参数",
    "Show this message and exit.": "显示这份说明。",
    "Show the version and exit.": "显示版本号。",
    "Try '{command} {option}' for help.": "用“{command} {option}”查看用法。",
    "Error: {message}": "错误：{message}",
    "Error": "错误",
    "Aborted!": "已中断。",
    "Aborted.": "已中断。",
    "Invalid value: {message}": "参数的值不对：{message}",
    "Invalid value for {param_hint}: {message}": "{param_hint} 的值不对：{message}",
    "Missing argument": "缺少参数",
    "Missing option": "缺少选项",
    "Missing parameter": "缺少参数",
    "Missing command.": "没有写要做什么。",
    "Missing {param_type}": "缺少 {param_type}",
    "Missing parameter: {param_name}": "缺少参数：{param_name}",
    "No such option {name!r}.": "没有 {name} 这个选项。",
    "No such command {name!r}.": "没有 {name} 这个命令。",
    "Option {name!r} does not take a value.": "选项 {name} 后面不能跟值。",
    "Option {name!r} requires an argument.": "选项 {name} 后面缺少值。",
    "Did you mean {possibility}?": "是不是想写 {possibility}？",
    "Did you mean one of: {possibilities}?": "是不是想写其中一个：{possibilities}？",
    "Did you mean {suggestions}?": "是不是想写 {suggestions}？",
    "(Did you mean one of: {possibilities}?)": "（是不是想写其中一个：{possibilities}？）",
    "(Possible option: {possibilities})": "（是不是想写 {possibilities}？）",
    "(Possible options: {possibilities})": "（是不是想写其中一个：{possibilities}？）",
    "Got unexpected extra argument ({args})": "多了不认识的参数：{args}",
    "Got unexpected extra arguments ({args})": "多了不认识的参数：{args}",
    "{value!r} is not a valid {number_type}.": "{value} 不是数。",
    "{value!r} is not {choice}.": "{value} 不在可选的值 {choice} 之中。",
    "{value!r} is not one of {choices}.": "{value} 不在可选的值 {choices} 之中。",
    "default: {default}": "默认：{default}",
    "required": "必填",
    "deprecated": "已停用",
}
