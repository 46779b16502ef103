"""For the head alone, the day before: his words beside the data, his clients, and what will be shown. No rep's answers."""


from diagnostics.i18n import _
from pages.components import frame, measured, needs_case, next_step
from pages.components.head_lines import his_clients, his_lines, will_be_shown

workbook = needs_case()
case = measured(workbook)
frame(
    _("What tomorrow's session shows of your work"),
    _("You see it first. What is wrong is put right today; what you dispute is shown with your reply, or not at all."),
)
his_lines(workbook, case)
his_clients(workbook, case.evidence)
will_be_shown(case)
next_step(_("write down the head's reply to every line, and put right what he disproved."))
