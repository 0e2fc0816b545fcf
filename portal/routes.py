"""The table of contents: every room's routes in the order in which a matter travels."""

from __future__ import annotations

from starlette.routing import BaseRoute

import portal.accounts.account_pages
import portal.accounts.admin_pages
import portal.accounts.organ_pages
import portal.accounts.pages
import portal.advisers.file_pages
import portal.advisers.ledger_pages
import portal.advisers.pages
import portal.advisers.step_pages
import portal.api.clearance_pages
import portal.api.system_pages
import portal.bylaws.pages
import portal.consultation.inquiry_pages
import portal.consultation.letter_pages
import portal.consultation.pages
import portal.consultation.procedure_pages
import portal.consultation.public_pages
import portal.consultation.publishing_pages
import portal.deadlines.calendar_pages
import portal.desk.clock_pages
import portal.desk.journal_pages
import portal.desk.meeting_pages
import portal.desk.pages
import portal.desk.supervision_pages
import portal.desk.undo_pages
import portal.documents.pages
import portal.intake.correction_pages
import portal.intake.material_pages
import portal.intake.meeting_pages
import portal.intake.receiving_pages
import portal.intake.resubmission_pages
import portal.intake.submission_pages
import portal.intake.submission_sending_pages
import portal.intake.supplement_pages
import portal.intake.withdrawal_pages
import portal.notices.account_pages
import portal.notices.feed_pages
import portal.notices.mail_pages
import portal.notices.pages
import portal.opinions.item_pages
import portal.opinions.pages
import portal.register.pages
import portal.reviews.pages
import portal.reviews.precheck_pages
import portal.reviews.round_pages
import portal.routing.adviser_pages
import portal.routing.assignment_pages
import portal.routing.batch_pages
import portal.routing.engagement_pages
import portal.routing.handover_pages
import portal.signing.adoption_pages
import portal.signing.discussion_pages
import portal.signing.meeting_result_pages
import portal.signing.objection_pages
import portal.signing.pages
import portal.signing.record_pages
import portal.signing.verify_pages
import portal.stats.pages

routes: list[BaseRoute] = [
    *portal.accounts.pages.routes,
    *portal.accounts.account_pages.routes,
    *portal.accounts.admin_pages.routes,
    *portal.accounts.organ_pages.routes,
    *portal.bylaws.pages.routes,
    *portal.documents.pages.routes,
    *portal.deadlines.calendar_pages.routes,
    *portal.desk.clock_pages.routes,
    *portal.intake.submission_pages.routes,
    *portal.intake.submission_sending_pages.routes,
    *portal.intake.resubmission_pages.routes,
    *portal.intake.receiving_pages.routes,
    *portal.intake.supplement_pages.routes,
    *portal.intake.material_pages.routes,
    *portal.intake.withdrawal_pages.routes,
    *portal.intake.correction_pages.routes,
    *portal.intake.meeting_pages.routes,
    *portal.routing.batch_pages.routes,
    *portal.routing.handover_pages.routes,
    *portal.routing.assignment_pages.routes,
    *portal.routing.engagement_pages.routes,
    *portal.routing.adviser_pages.routes,
    *portal.advisers.file_pages.routes,
    *portal.advisers.ledger_pages.routes,
    *portal.advisers.pages.routes,
    *portal.advisers.step_pages.routes,
    *portal.reviews.round_pages.routes,
    *portal.reviews.precheck_pages.routes,
    *portal.reviews.pages.routes,
    *portal.opinions.pages.routes,
    *portal.opinions.item_pages.routes,
    *portal.consultation.pages.routes,
    *portal.consultation.letter_pages.routes,
    *portal.consultation.inquiry_pages.routes,
    *portal.consultation.procedure_pages.routes,
    *portal.consultation.publishing_pages.routes,
    *portal.consultation.public_pages.routes,
    *portal.signing.pages.routes,
    *portal.signing.adoption_pages.routes,
    *portal.signing.discussion_pages.routes,
    *portal.signing.objection_pages.routes,
    *portal.signing.meeting_result_pages.routes,
    *portal.signing.record_pages.routes,
    *portal.signing.verify_pages.routes,
    *portal.register.pages.routes,
    *portal.desk.pages.routes,
    *portal.desk.supervision_pages.routes,
    *portal.stats.pages.routes,
    *portal.desk.meeting_pages.routes,
    *portal.desk.journal_pages.routes,
    *portal.desk.undo_pages.routes,
    *portal.notices.pages.routes,
    *portal.notices.account_pages.routes,
    *portal.notices.feed_pages.routes,
    *portal.notices.mail_pages.routes,
    *portal.api.system_pages.routes,
    *portal.api.clearance_pages.routes,
]
