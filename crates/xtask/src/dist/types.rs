//! TypeScript types from the JSON schema of the report, so that they cannot say something else.

use std::fmt::Write as _;

use anyhow::{Context, Result, bail};
use serde_json::{Map, Value};

/// The declarations: the document is `Report`, every definition of the schema a type of its own.
pub fn of_schema(schema: &str) -> Result<String> {
    let schema: Value = serde_json::from_str(schema)?;
    let mut out = String::from("// Made from schema.json by `cargo xtask npm`.\n");
    declare(&mut out, "Report", &schema)?;
    let definitions = schema.get("$defs").and_then(Value::as_object);
    for (name, definition) in definitions.into_iter().flatten() {
        declare(&mut out, &type_name(name), definition)?;
    }
    Ok(out)
}

fn declare(out: &mut String, name: &str, schema: &Value) -> Result<()> {
    out.push('\n');
    comment(out, "", schema);
    match schema.get("properties").and_then(Value::as_object) {
        Some(properties) => {
            let _ = writeln!(out, "export interface {name} {{");
            for (field, schema) in properties {
                comment(out, "  ", schema);
                let what = expression(schema).with_context(|| format!("{name}.{field}"))?;
                let _ = writeln!(out, "  {field}: {what};");
            }
            out.push_str("}\n");
        }
        None => {
            let what = expression(schema).with_context(|| name.to_owned())?;
            let _ = writeln!(out, "export type {name} = {what};");
        }
    }
    Ok(())
}

fn comment(out: &mut String, indent: &str, schema: &Value) {
    if let Some(text) = schema.get("description").and_then(Value::as_str) {
        let _ = writeln!(out, "{indent}/** {} */", text.replace("*/", "* /"));
    }
}

fn expression(schema: &Value) -> Result<String> {
    let schema = schema.as_object().context("is no schema")?;
    if let Some(name) = schema.get("$ref").and_then(Value::as_str) {
        return Ok(type_name(name.rsplit('/').next().unwrap_or_default()));
    }
    if let Some(value) = schema.get("const") {
        return Ok(value.to_string());
    }
    if let Some(values) = schema.get("enum").and_then(Value::as_array) {
        return union(values.iter().map(|value| Ok(value.to_string())));
    }
    for several in ["oneOf", "anyOf"] {
        if let Some(schemas) = schema.get(several).and_then(Value::as_array) {
            return union(schemas.iter().map(expression));
        }
    }
    match schema.get("type").context("has no type")? {
        Value::Array(kinds) => union(kinds.iter().map(|kind| simple(schema, kind))),
        kind => simple(schema, kind),
    }
}

fn union(parts: impl Iterator<Item = Result<String>>) -> Result<String> {
    Ok(parts.collect::<Result<Vec<_>>>()?.join(" | "))
}

fn simple(schema: &Map<String, Value>, kind: &Value) -> Result<String> {
    Ok(match kind.as_str().unwrap_or_default() {
        "string" => "string".to_owned(),
        "integer" | "number" => "number".to_owned(),
        "boolean" => "boolean".to_owned(),
        "null" => "null".to_owned(),
        "array" => {
            let items = schema.get("items").context("has no items")?;
            format!("Array<{}>", expression(items)?)
        }
        "object" => match schema.get("additionalProperties") {
            Some(values @ Value::Object(_)) => format!("Record<string, {}>", expression(values)?),
            _ => inline(schema)?,
        },
        other => bail!("has the type {other}, which has no twin"),
    })
}

fn inline(schema: &Map<String, Value>) -> Result<String> {
    let properties = schema.get("properties").and_then(Value::as_object);
    let fields = properties.into_iter().flatten();
    let fields = fields.map(|(name, schema)| Ok(format!("{name}: {}", expression(schema)?)));
    Ok(format!(
        "{{ {} }}",
        fields.collect::<Result<Vec<_>>>()?.join("; ")
    ))
}

/// `wait_minutes` → `WaitMinutes`.
fn type_name(name: &str) -> String {
    let words = name.split('_').map(|word| {
        let (first, rest) = word.split_at(word.len().min(1));
        first.to_uppercase() + rest
    });
    words.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn schemas_become_types() {
        let schema = r##"{
            "type": "object",
            "properties": {
                "kind": { "enum": ["a", "b"], "description": "What it is." },
                "sizes": { "type": "array", "items": { "$ref": "#/$defs/wait_minutes" } },
                "crash": { "type": ["string", "null"] },
                "labels": { "type": "object", "additionalProperties": { "type": "integer" } }
            },
            "$defs": { "wait_minutes": { "type": "integer" } }
        }"##;
        let expected = "// Made from schema.json by `cargo xtask npm`.\n\n\
             export interface Report {\n  crash: string | null;\n  /** What it is. */\n  \
             kind: \"a\" | \"b\";\n  labels: Record<string, number>;\n  sizes: Array<WaitMinutes>;\n}\n\n\
             export type WaitMinutes = number;\n";
        assert_eq!(of_schema(schema).unwrap(), expected);
    }

    #[test]
    fn a_schema_without_a_twin_is_an_error() {
        assert!(of_schema(r#"{ "properties": { "a": { "type": "date" } } }"#).is_err());
    }
}
