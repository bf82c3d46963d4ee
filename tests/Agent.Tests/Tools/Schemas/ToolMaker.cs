using System.Text.Json.Nodes;

namespace AgentStack.Agent.Tests.Tools.Schemas;

/// <summary>
/// Makes tools as servers write them: with references that go round, unions at the root and below, names that Claude
/// refuses, null among types and values, words of old drafts, and arguments that each takes.
/// </summary>
internal sealed class ToolMaker(int seed, int size)
{
    private static readonly string[] Names =
    [
        "a", "A", "b", "id", "ID", "name", "filter[id]", "page number", "名前", "naïve", "a.b", "a/b", "~x", "%20", "", "$ref",
        "$id", "type", "properties", "schema", "required", "const", "items", "x-y_z", "🙂", "tab\there", "with \"quotes\"",
        new string('x', 70), new string('x', 71), "условие", "@type", "constructor", "__proto__",
    ];

    private static readonly string[] ToolNames =
    [
        "echo", "Echo", "target___tool", "Target___search", "x_amz_bedrock_agentcore_search", "get weather", "get.weather",
        "get/weather", "погода", "🙂", "_", "a_1b2c3d4e", new string('y', 80), "drop\n", "files_delete", "FILES_DELETE",
    ];

    // The same tool for the same seed: not for secrets.
#pragma warning disable CA5394
    private readonly Random _random = new(seed);
#pragma warning restore CA5394
    private readonly Dictionary<string, MadeSchema> _definitions = [];

    public MadeTool Make()
    {
        var made = Root();
        var schema = made.Schema;
        if (schema is JsonObject root)
        {
            if (_definitions.Count > 0)
                root["$defs"] = new JsonObject(_definitions.Select(each => KeyValuePair.Create(each.Key, (JsonNode?)each.Value.Schema.DeepClone())));
            if (Flip(3))
                root["$schema"] = "http://json-schema.org/draft-07/schema#";
            if (Flip(4))
                root["x-order"] = new JsonArray(1, null);
        }

        var arguments = (JsonObject)made.Value()!;
        return new MadeTool($"{Pick(ToolNames)}{(Flip(2) ? "" : Pick(Names))}", Flip(5) ? "  " : $"Does\u0007 it. {Pick(Names)}", schema, arguments);
    }

    private MadeSchema Root() => Next(8) switch
    {
        0 => Union("oneOf"),
        1 => Union("anyOf"),
        2 => All(),
        3 => Referred(),
        4 => Required(),
        5 => Typed(Object(size), Flip(2)),
        _ => Typed(Object(size), isTyped: true),
    };

    // A discriminated union, as serializers of sum types write it.
    private MadeSchema Union(string keyword)
    {
        var tag = Pick("kind", "@type", "type of it");
        var branches = Enumerable.Range(0, 2 + Next(3)).Select(index =>
        {
            var branch = Object(size - 1);
            var schema = (JsonObject)branch.Schema;
            ((JsonObject)schema["properties"]!)[tag] = new JsonObject { ["const"] = $"k{index}" };
            schema["required"] = new JsonArray([.. ((JsonArray?)schema["required"] ?? []).Select(name => name!.DeepClone()).Where(name => name.GetValue<string>() != tag), tag]);
            return new MadeSchema(schema, () =>
            {
                var value = (JsonObject)branch.Value()!;
                value[tag] = $"k{index}";
                return value;
            });
        }).ToList();
        var chosen = branches[Next(branches.Count)];
        var root = new JsonObject { [keyword] = new JsonArray([.. branches.Select(branch => branch.Schema)]) };
        if (Flip(2))
            ((JsonArray)root[keyword]!).Add(new JsonObject { ["type"] = "null" });
        return Typed(new MadeSchema(root, chosen.Value), Flip(2));
    }

    private MadeSchema All()
    {
        var parts = Enumerable.Range(0, 2).Select(index => Object(size - 1, closed: false, prefix: $"{index} ")).ToList();
        return Typed(new MadeSchema(new JsonObject { ["allOf"] = new JsonArray([.. parts.Select(part => part.Schema)]) }, () =>
        {
            var value = new JsonObject();
            foreach (var (name, member) in parts.SelectMany(part => ((JsonObject)part.Value()!).ToList()))
                value[name] = member?.DeepClone();

            return value;
        }), Flip(2));
    }

    private MadeSchema Referred()
    {
        var name = Define(Object(size));
        return Typed(new MadeSchema(new JsonObject { ["$ref"] = Pointer(name) }, _definitions[name].Value), Flip(2));
    }

    private MadeSchema Required()
    {
        var inner = Object(size, closed: false);
        var schema = (JsonObject)inner.Schema;
        var names = ((JsonObject)schema["properties"]!).Select(property => property.Key).ToList();
        if (names.Count == 0)
            return Typed(inner, isTyped: true);

        var value = inner.Value;
        schema["anyOf"] = new JsonArray([.. names.Select(name => new JsonObject { ["required"] = new JsonArray(name) })]);
        schema["minProperties"] = 1;
        schema["required"] = new JsonArray(names[0]);
        return Typed(new MadeSchema(schema, () =>
        {
            while (true)
            {
                if (value() is JsonObject made && made.ContainsKey(names[0]))
                    return made;
            }
        }), isTyped: true);
    }

    private static MadeSchema Typed(MadeSchema made, bool isTyped)
    {
        if (isTyped)
            ((JsonObject)made.Schema)["type"] = "object";
        else
            ((JsonObject)made.Schema).Remove("type");

        return made;
    }

    private MadeSchema Object(int depth, bool? closed = null, string prefix = "")
    {
        var properties = Enumerable.Range(0, Next(5)).Select(_ => prefix + Pick(Names)).Distinct(StringComparer.Ordinal)
            .Select(name => (Name: name, Made: Any(depth - 1), IsRequired: Flip(3))).ToList();
        var schema = new JsonObject
        {
            ["type"] = "object",
            ["properties"] = new JsonObject(properties.Select(each => KeyValuePair.Create(each.Name, (JsonNode?)each.Made.Schema))),
        };
        var required = properties.Where(each => each.IsRequired).Select(each => (JsonNode?)JsonValue.Create(each.Name)).ToList();
        if (required.Count > 0)
            schema["required"] = new JsonArray([.. required]);
        var isOpen = !(closed ?? Flip(2));
        if (!isOpen)
            schema["additionalProperties"] = false;
        else if (closed is null && Flip(2))
            schema["additionalProperties"] = new JsonObject { ["type"] = new JsonArray("string", "number", "object", "array", "boolean", "null") };

        return new MadeSchema(schema, () =>
        {
            var value = new JsonObject();
            foreach (var (name, made, isRequired) in properties.Where(each => each.IsRequired || Flip(2)))
                value[name] = made.Value();

            if (isOpen && closed is null && Flip(3))
                value[$"free {Pick(Names)} {Next(100)}"] = "x";
            return value;
        });
    }

    private MadeSchema Any(int depth)
    {
        var made = Next(depth > 0 ? 18 : 10) switch
        {
            0 => Simple(new JsonObject { ["type"] = "string", ["minLength"] = 1, ["pattern"] = "^[a-z]+$" }, () => "abc"),
            1 => Simple(new JsonObject { ["type"] = "integer", ["minimum"] = 0, ["exclusiveMaximum"] = 1000 }, () => Next(1000)),
            2 => Simple(new JsonObject { ["type"] = "number", ["multipleOf"] = 0.5 }, () => Next(100) / 2.0),
            3 => Simple(new JsonObject { ["type"] = "boolean", ["default"] = Flip(2) ? null : true }, () => Flip(2)),
            4 => Simple(new JsonObject { ["type"] = new JsonArray("string", "null") }, () => Flip(2) ? null : Pick(Names)),
            5 => Simple(new JsonObject { ["enum"] = new JsonArray("x", null, 3, new JsonObject { ["a b"] = true }) }, () => Next(4) switch
            {
                0 => "x",
                1 => null,
                2 => 3,
                _ => new JsonObject { ["a b"] = true },
            }),
            6 => Simple(new JsonObject { ["const"] = Flip(2) ? "only" : null }, null),
            7 => Simple(new JsonObject { ["type"] = "string", ["nullable"] = true, ["format"] = "date" }, () => Flip(2) ? null : "2026-11-21"),
            8 => Flip(2) ? new MadeSchema(JsonValue.Create(true), () => Pick(Names)) : Simple([], () => new JsonArray(1, "two", null)),
            9 => Simple(new JsonObject { ["description"] = "\u0001" + new string('d', Next(3000)), ["maximum"] = 1e300 }, () => 1.50m),
            10 or 11 => Object(depth),
            12 => List(depth),
            13 => Tuple(depth),
            14 => Choice(depth),
            15 => Tree(),
            16 => Shared(depth),
            _ => Both(depth),
        };

        return made;
    }

    private static MadeSchema Simple(JsonObject schema, Func<JsonNode?>? value) =>
        new(schema, value ?? (() => schema["const"]?.DeepClone()));

    private MadeSchema List(int depth)
    {
        var item = Any(depth - 1);
        return new MadeSchema(
            new JsonObject { ["type"] = "array", ["items"] = item.Schema },
            () => new JsonArray([.. Enumerable.Range(0, Next(3)).Select(_ => item.Value())]));
    }

    private MadeSchema Tuple(int depth)
    {
        var items = new[] { Any(depth - 1), Any(depth - 1) };
        var keyword = Flip(2) ? "items" : "prefixItems";
        var schema = new JsonObject { ["type"] = "array", [keyword] = new JsonArray([.. items.Select(item => item.Schema)]) };
        if (keyword == "items")
            schema["additionalItems"] = false;
        return new MadeSchema(schema, () => new JsonArray([.. items.Select(item => item.Value())]));
    }

    private MadeSchema Choice(int depth)
    {
        var one = Object(depth - 1);
        var schema = new JsonObject
        {
            [Flip(2) ? "oneOf" : "anyOf"] = new JsonArray(one.Schema, new JsonObject { ["type"] = "string" }, new JsonObject { ["type"] = "null" }),
        };
        return new MadeSchema(schema, () => Next(3) switch { 0 => one.Value(), 1 => "text", _ => null });
    }

    // Holds itself, in a list and beside it.
    private MadeSchema Tree()
    {
        const string name = "tree/of~all %";
        if (!_definitions.TryGetValue(name, out var tree))
        {
            var property = Pick("value", "the value");
            var schema = new JsonObject
            {
                ["type"] = "object",
                ["properties"] = new JsonObject
                {
                    [property] = new JsonObject { ["type"] = "integer" },
                    ["children"] = new JsonObject { ["type"] = "array", ["items"] = new JsonObject { ["$ref"] = Pointer(name) } },
                    ["next"] = new JsonObject { ["anyOf"] = new JsonArray(new JsonObject { ["$ref"] = Pointer(name) }, new JsonObject { ["type"] = "null" }) },
                },
                ["required"] = new JsonArray(property),
            };
            JsonObject Grow(int depth)
            {
                var value = new JsonObject { [property] = Next(9) };
                if (depth > 0 && Flip(2))
                    value["children"] = new JsonArray(Grow(depth - 1), Grow(depth - 2));
                if (Flip(2))
                    value["next"] = depth > 0 ? Grow(depth - 1) : null;
                return value;
            }

            _definitions[name] = tree = new MadeSchema(schema, () => Grow(Next(6)));
        }

        return new MadeSchema(new JsonObject { ["$ref"] = Pointer(name), ["description"] = "A tree." }, tree.Value);
    }

    private MadeSchema Shared(int depth)
    {
        var name = Define(Any(depth - 1));
        return new MadeSchema(new JsonObject { ["$ref"] = Pointer(name), ["title"] = "Shared" }, _definitions[name].Value);
    }

    private MadeSchema Both(int depth)
    {
        var inner = Any(depth - 1);
        return new MadeSchema(new JsonObject { ["allOf"] = new JsonArray(inner.Schema, new JsonObject { ["description"] = "Both." }) }, inner.Value);
    }

    private string Define(MadeSchema made)
    {
        var name = $"{Pick("Part", "a/b", "c~d", "e f")}{_definitions.Count}";
        _definitions[name] = made;
        return name;
    }

    private static string Pointer(string name) => "#/$defs/" + Uri.EscapeDataString(
        name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal));

    private bool Flip(int sides) => Next(sides) == 0;

#pragma warning disable CA5394
    private int Next(int below) => _random.Next(below);
#pragma warning restore CA5394

    private string Pick(params string[] from) => from[Next(from.Length)];
}
