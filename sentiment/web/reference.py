"""The page that explains the API, made of its OpenAPI document, without network and scripts."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sentiment.present.report.rendering import environment

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_TEMPLATES = Path(__file__).parent / "templates"
_EXAMPLES = {
    "/api/classify": {"text": "Das Bad bleibt\n\nDer Rat will das Bad erhalten.\n\nEndlich!"},
    "/api/separate": {"text": "Das Bad bleibt\n\nDer Rat will das Bad erhalten.\n\nEndlich!"},
    "/api/corrections": {
        "id": "5f0c1e", "task": "stance", "text": "Endlich!", "target": "Bad", "label": "favor",
    },
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldEntry:
    """A field of an object: its type in words, and whether it must be given."""

    name: str
    type: str
    is_required: bool
    description: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """An object that is sent or answered."""

    name: str
    description: str
    fields: tuple[FieldEntry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One address and method; `takes` and `answers` are types in words."""

    method: str
    path: str
    description: str
    takes: str
    answers: tuple[tuple[str, str, str], ...]
    example: str


def reference(document: Mapping[str, Any]) -> str:
    """Return the page for an OpenAPI document of ours."""
    shapes = document["components"]["schemas"]
    template = environment(_TEMPLATES).get_template("reference.html")
    return template.render(
        title=document["info"]["title"],
        version=document["info"]["version"],
        operations=tuple(_operations(document["paths"])),
        shapes=[_shape(name, shape) for name, shape in shapes.items()],
    )


def _operations(paths: Mapping[str, Any]) -> Iterator[Operation]:
    for path, methods in paths.items():
        for method, operation in methods.items():
            yield Operation(
                method=method.upper(),
                path=path,
                description=operation["description"],
                takes=_type(_json_of(operation["requestBody"])),
                answers=tuple(
                    (status, _type(_json_of(answer)), answer["description"])
                    for status, answer in sorted(operation["responses"].items())
                ),
                example=json.dumps(_EXAMPLES[path], ensure_ascii=False),
            )


def _shape(name: str, shape: Mapping[str, Any]) -> Shape:
    required = shape.get("required", ())
    return Shape(
        name=name,
        description=shape.get("description", ""),
        fields=tuple(
            FieldEntry(
                name=field,
                type=_type(of),
                is_required=field in required,
                description=of.get("description", ""),
            )
            for field, of in shape["properties"].items()
        ),
    )


def _json_of(part: Mapping[str, Any]) -> Mapping[str, Any]:
    schema: Mapping[str, Any] = part["content"]["application/json"]["schema"]
    return schema


def _type(schema: Mapping[str, Any]) -> str:
    """Return a type in words: "list of Comment", "string or null"."""
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    for several in ("anyOf", "oneOf"):
        if several in schema:
            return " or ".join(map(_type, schema[several]))
    if "const" in schema:
        return json.dumps(schema["const"])
    if "enum" in schema:
        return _listed(schema["enum"])
    if schema.get("type") == "array":
        return f"list of {_type(schema['items'])}"
    return str(schema.get("type", "anything"))


def _listed(values: Sequence[object]) -> str:
    return " or ".join(map(json.dumps, values))
