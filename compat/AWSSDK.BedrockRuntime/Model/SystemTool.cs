namespace Amazon.BedrockRuntime.Model;

public class SystemTool
{
    public string Name { get; set; }
}
