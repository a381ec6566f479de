"""Answers to a custom integration step: resume and comment (Productiv facts 3.21 and 3.22)."""

from ..web.codec import JsonObject, is_array, is_object
from ..web.messages import Call, Refusal, Reply
from .service import ProductivService, answer
from .workflow.runs import WorkflowRun


def resume_workflow(service: ProductivService, call: Call) -> Reply:
    """`duplicate` when the token was used before."""
    run = _run(service, call.json_object())
    result = run.resume()
    if result == "success":
        service.store.audit.note("WORKFLOW_RESUMED", {"run": run.id, "kind": run.kind})
    return answer(result=result)


def add_workflow_comment(service: ProductivService, call: Call) -> Reply:
    """Comments are taken before and after the run went on. The real answer is unknown (8.7); this one is invented."""
    body = call.json_object()
    run = _run(service, body)
    comment: JsonObject = {name: _text(body, name) for name in ("Message", "UserEmail")}
    comment["Attachments"] = _attachments(body)
    run.comments.append(comment)
    return answer(result="success")


def _run(service: ProductivService, body: JsonObject) -> WorkflowRun:
    """What an unknown token is answered with is unknown (8.10)."""
    token = _text(body, "CallbackToken")
    run = service.store.workflow_run(token)
    if run is None:
        raise Refusal(400, "CallbackToken belongs to no workflow run", code="invalid_token", extra=_at("CallbackToken"))
    return run


def _attachments(body: JsonObject) -> list[JsonObject]:
    attachments = body.get("Attachments", [])
    if not is_array(attachments):
        raise Refusal(400, "Attachments must be an array", code="invalid_body", extra=_at("Attachments"))
    found: list[JsonObject] = []
    for number, attachment in enumerate(attachments):
        if not is_object(attachment):
            name = f"Attachments[{number}]"
            raise Refusal(400, f"{name} must be an object", code="invalid_body", extra=_at(name))
        found.append({name: _text(attachment, name, f"Attachments[{number}].") for name in ("Filename", "Url")})
    return found


def _text(body: JsonObject, name: str, where: str = "") -> str:
    value = body.get(name)
    if not isinstance(value, str) or not value.strip():
        text = f"{where}{name} must be a string that is not empty"
        raise Refusal(400, text, code="invalid_body", extra=_at(where + name))
    return value


def _at(name: str) -> dict[str, object]:
    return {"field": name}
