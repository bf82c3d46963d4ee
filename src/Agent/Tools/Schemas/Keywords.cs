namespace AgentStack.Agent.Tools.Schemas;

/// <summary>The words of JSON Schema 2020-12 by what stands under them; of older drafts, those that are translated.</summary>
internal static class Keywords
{
    public const string Type = "type";
    public const string Properties = "properties";
    public const string Required = "required";
    public const string Description = "description";
    public const string Enum = "enum";
    public const string Const = "const";
    public const string Not = "not";
    public const string AllOf = "allOf";
    public const string AnyOf = "anyOf";
    public const string OneOf = "oneOf";
    public const string If = "if";
    public const string Then = "then";
    public const string Else = "else";
    public const string Items = "items";
    public const string PrefixItems = "prefixItems";
    public const string AdditionalItems = "additionalItems";
    public const string AdditionalProperties = "additionalProperties";
    public const string PatternProperties = "patternProperties";
    public const string PropertyNames = "propertyNames";
    public const string Dependencies = "dependencies";
    public const string DependentRequired = "dependentRequired";
    public const string DependentSchemas = "dependentSchemas";
    public const string MinProperties = "minProperties";
    public const string MaxProperties = "maxProperties";
    public const string Minimum = "minimum";
    public const string Maximum = "maximum";
    public const string ExclusiveMinimum = "exclusiveMinimum";
    public const string ExclusiveMaximum = "exclusiveMaximum";
    public const string MultipleOf = "multipleOf";
    public const string Pattern = "pattern";
    public const string Nullable = "nullable";
    public const string Default = "default";
    public const string Examples = "examples";
    public const string Null = "null";
    public const string Object = "object";

    public static readonly string[] Types = ["string", "number", "integer", "boolean", "array", Object, Null];

    public static readonly string[] Annotations =
        [Description, "title", Default, Examples, "deprecated", "readOnly", "writeOnly"];
}
