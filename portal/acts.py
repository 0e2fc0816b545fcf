"""The names of all acts that are ever recorded, besides the moves of a matter."""

from __future__ import annotations

from portal.names import Named


class Act(Named):
    SIGNED_IN = "person:signed in", "登录"
    SIGN_IN_FAILED = "person:sign-in failed", "登录失败"
    SIGNED_OUT = "person:signed out", "退出"
    SIGNED_OUT_EVERYWHERE = "person:signed out everywhere", "在所有设备上退出"
    PASSWORD_CHANGED = "person:password changed", "修改密码"
    PERSON_ADDED = "person:added", "新增人员"
    PERSON_CHANGED = "person:changed", "修改人员"
    PASSWORD_RESET = "person:password reset", "重置密码"
    ROLE_GRANTED = "person:role granted", "授予角色"
    ROLE_WITHDRAWN = "person:role withdrawn", "收回角色"
    PERSON_DEACTIVATED = "person:deactivated", "停用账号"
    PERSON_ACTIVATED = "person:activated", "恢复账号"
    ABSENCE_REMOVED = "person:absence removed", "撤销不在岗"

    BYLAW_ENACTED = "bylaw:enacted", "修改办理规则"

    BASKET_FILLED = "submission:prepared", "准备送审材料"
    DRAFT_RECEIVED = "draft:received", "上传送审稿"
    DRAFT_DOWNLOADED = "draft:downloaded", "下载文件"
    MATERIAL_RECEIVED = "material:received", "上传材料"
    SUPPLEMENT_ANSWERED = "supplement:answered", "补正一项"
    DEADLINE_OPENED = "deadline:opened", "开始计时"
    DEADLINE_PAUSED = "deadline:paused", "中止计时"
    DEADLINE_RESUMED = "deadline:resumed", "恢复计时"
    DEADLINE_CLOSED = "deadline:closed", "停止计时"

    MEETING_OPENED = "meeting:opened", "建立会议议程"
    AGENDA_DECIDED = "meeting:item decided", "确定议题处理方式"

    REVIEWER_ASSIGNED = "assignment:assigned", "指定承办人"
    ASSIGNMENT_ENDED = "assignment:ended", "结束承办"
    ADVISER_SPARED = "assignment:no adviser", "说明不委派法律顾问的理由"
    ADVISER_OFFERED = "engagement:offered", "委派"
    ENGAGEMENT_ACCEPTED = "engagement:accepted", "声明无利益冲突并接受委派"
    ENGAGEMENT_DECLINED = "engagement:declined", "谢绝委派"
    ENGAGEMENT_WITHDRAWN = "engagement:withdrawn", "撤回委派"
    RECUSED = "engagement:recused", "回避"
    CONFLICT_ADDED = "conflict:added", "登记利益冲突"
    ABSENCE_ADDED = "absence:added", "登记请假"

    ANNOTATED = "annotation:made", "批注"
    ANNOTATION_CHANGED = "annotation:changed", "修改批注"
    ANNOTATION_REMOVED = "annotation:removed", "删除批注"
    REPLIED = "annotation:replied", "回复批注"
    ANNOTATION_RESOLVED = "annotation:resolved", "标记批注已解决"
    ANNOTATION_REOPENED = "annotation:reopened", "重新打开批注"
    WORD_IMPORTED = "word:imported", "导入 Word 批注稿"
    ADVICE_SAVED = "advice:saved", "保存顾问意见"
    ADVICE_SUBMITTED = "advice:submitted", "提交顾问意见"

    ITEM_DECIDED = "opinion:item decided", "处理一条意见"
    OPINION_SAVED = "opinion:saved", "保存意见书"
    OPINION_APPROVED = "opinion:approved", "复核意见书"
    OPINION_ISSUED = "opinion:issued", "出具意见书"
    MEETING_NOT_PASSED = "meeting:not passed", "会议审议未通过或者暂缓"
    ITEM_ANSWERED = "adoption:answered", "答复一条意见"
    ITEM_CONFIRMED = "adoption:confirmed", "核对一条意见"
    CLEARANCE_GIVEN = "clearance:given", "出具通过凭证"
    CLEARANCE_VOIDED = "clearance:voided", "通过凭证失效"
