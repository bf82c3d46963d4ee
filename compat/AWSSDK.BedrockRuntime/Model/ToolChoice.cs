namespace Amazon.BedrockRuntime.Model;

public class ToolChoice
{
    public AutoToolChoice Auto { get; set; }

    public AnyToolChoice Any { get; set; }

    public SpecificToolChoice Tool { get; set; }
}
