namespace Amazon.BedrockRuntime.Model;

public class Tool
{
    public ToolSpecification ToolSpec { get; set; }

    public SystemTool SystemTool { get; set; }

    public CachePointBlock CachePoint { get; set; }
}
