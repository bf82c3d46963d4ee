namespace AgentStack.LocalAws.Bedrock.Validation;

/// <summary>The shapes of an ApplyGuardrail request.</summary>
internal static class ApplyGuardrailShapes
{
    private static readonly Shape Text = new Shape.Structure(["text"], new()
    {
        ["text"] = Shape.AnyText,
        ["qualifiers"] = Shape.List(() => Shape.OneOf("grounding_source", "query", "guard_content")),
    });

    private static readonly Shape Image = new Shape.Structure(["format", "source"], new()
    {
        ["format"] = Shape.OneOf("png", "jpeg"),
        ["source"] = new Shape.Union("GuardrailImageSource", new() { ["bytes"] = Shape.AnyText }),
    });

    public static Shape Request { get; } = new Shape.Structure(["source", "content"], new()
    {
        ["source"] = Shape.OneOf("INPUT", "OUTPUT"),
        ["content"] = Shape.List(() => new Shape.Union("GuardrailContentBlock", new() { ["text"] = Text, ["image"] = Image })),
        ["outputScope"] = Shape.OneOf("INTERVENTIONS", "FULL"),
    });
}
