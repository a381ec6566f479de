"""Which kind of node stands where in an OpenAPI 3.1 document, as one table.

A shape is the name of a kind, `[shape]` for a list, `{shape}` for a mapping with free keys, or one of the plain shapes
`text`, `flag`, `number` and `any`. A member that a kind does not list is left to openapi-spec-validator.
"""

from __future__ import annotations

from codegen.document import METHODS

PLAIN: dict[str, tuple[type, ...]] = {"text": (str,), "flag": (bool,), "number": (int, float)}

_APPLICATORS = {
    **dict.fromkeys(("properties", "patternProperties", "dependentSchemas", "$defs"), "{schema}"),
    **dict.fromkeys(("allOf", "anyOf", "oneOf", "prefixItems"), "[schema]"),
    **dict.fromkeys(("items", "not", "if", "then", "else", "contains", "propertyNames"), "schema"),
    **dict.fromkeys(("additionalProperties", "unevaluatedProperties", "unevaluatedItems"), "schema-or-flag"),
}
_ASSERTIONS = {
    **dict.fromkeys(("type", "const", "default"), "any"),
    **dict.fromkeys(("enum", "examples"), "[any]"),
    "required": "[text]",
    "dependentRequired": "{[text]}",
    **dict.fromkeys(("format", "pattern", "title", "description", "contentEncoding", "contentMediaType"), "text"),
    **dict.fromkeys(("uniqueItems", "readOnly", "writeOnly", "deprecated"), "flag"),
    **dict.fromkeys(
        ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "minLength", "maxLength",
         "minItems", "maxItems", "minContains", "maxContains", "minProperties", "maxProperties"),
        "number",
    ),
}  # fmt: skip

GRAMMAR: dict[str, dict[str, str]] = {
    "document": {
        "openapi": "text",
        "info": "info",
        "servers": "[server]",
        "paths": "{path-item}",
        "webhooks": "{path-item}",
        "components": "components",
        "security": "[{[text]}]",
        "tags": "[tag]",
    },
    "info": {"title": "text", "summary": "text", "description": "text", "version": "text"},
    "server": {"url": "text", "description": "text"},
    "tag": {"name": "text", "description": "text"},
    "components": {
        "schemas": "{schema}",
        "parameters": "{parameter}",
        "responses": "{response}",
        "requestBodies": "{request-body}",
        "headers": "{header}",
        "examples": "{example}",
        "securitySchemes": "{security-scheme}",
        "pathItems": "{path-item}",
    },
    "path-item": {
        "summary": "text",
        "description": "text",
        "parameters": "[parameter]",
        "servers": "[server]",
        **dict.fromkeys(METHODS, "operation"),
    },
    "operation": {
        "operationId": "text",
        "summary": "text",
        "description": "text",
        "tags": "[text]",
        "deprecated": "flag",
        "parameters": "[parameter]",
        "requestBody": "request-body",
        "responses": "{response}",
        "callbacks": "{{path-item}}",
        "security": "[{[text]}]",
        "servers": "[server]",
    },
    "parameter": {
        "name": "text",
        "in": "text",
        "description": "text",
        "required": "flag",
        "schema": "schema",
        "content": "{media-type}",
        "examples": "{example}",
    },
    "header": {
        "description": "text",
        "required": "flag",
        "schema": "schema",
        "content": "{media-type}",
        "examples": "{example}",
    },
    "request-body": {"description": "text", "required": "flag", "content": "{media-type}"},
    "response": {"description": "text", "headers": "{header}", "content": "{media-type}"},
    "media-type": {"schema": "schema", "examples": "{example}"},
    "example": {"summary": "text", "description": "text", "value": "any", "externalValue": "text"},
    "schema": {"$ref": "text", **_APPLICATORS, **_ASSERTIONS},
    "security-scheme": {
        "type": "text",
        "description": "text",
        "name": "text",
        "in": "text",
        "scheme": "text",
        "flows": "flows",
    },
    "flows": dict.fromkeys(("clientCredentials", "authorizationCode", "implicit", "password"), "flow"),
    "flow": {"scopes": "{text}", "tokenUrl": "text"},
}

SECTIONS = {
    "schema": "schemas",
    "parameter": "parameters",
    "response": "responses",
    "request-body": "requestBodies",
    "header": "headers",
    "example": "examples",
    "security-scheme": "securitySchemes",
    "path-item": "pathItems",
}
"""The section under `components` that a `$ref` in a node of this kind must point into."""

IN_PLACE = ("allOf", "anyOf", "oneOf", "not", "if", "then", "else")
"""Schema members that speak about the same value, so that a cycle of references through them never ends."""

EXTENSIBLE_MAPS = ("paths", "responses", "callbacks")
"""Mappings in which OpenAPI allows `x-` members beside the free keys."""
