namespace AgentStack.Schemas;

/// <summary>The types of JSON Schema, as a set.</summary>
[Flags]
internal enum JsonKinds
{
    None = 0,
    Null = 1,
    Boolean = 2,
    Integer = 4,
    Number = 8,
    Text = 16,
    Array = 32,
    Object = 64,
    Any = Null | Boolean | Integer | Number | Text | Array | Object,
}
