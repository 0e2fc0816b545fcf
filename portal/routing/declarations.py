"""What an invited person declares before a file opens, word for word.

律师法 第三十八条 (secrets), 第三十九条 (no conflict of interest).
"""

from __future__ import annotations

NO_CONFLICT = (
    "本人及本人所在单位（律师事务所）未在本件中接受任何一方当事人的委托，"
    "与本件当事人及处理结果没有利害关系；办理期间如发现利益冲突，立即声明并回避。"
)
CONFIDENTIALITY = (
    "对在办理本件中知悉的国家秘密、商业秘密、个人隐私和尚未公开的工作信息，承诺严格保密，"
    "不复制、不外传，不用于本件以外的任何目的；委派结束后继续承担保密义务。"
)
DECLARATION = NO_CONFLICT + CONFIDENTIALITY
