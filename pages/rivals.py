"""What else could explain it: six rival explanations, before the verdict."""

from diagnostics.i18n import _
from pages.components import frame, measured, needs_case, next_step
from pages.components.rival_list import rival_list

evidence = measured(needs_case()).evidence
frame(_("What else could explain it"), _("Six explanations that are not about how the department is led. Each is checked before the verdict."))
rival_list(evidence)
next_step(_("ask what else the room would name, and check that with the same figures before the verdict."))
