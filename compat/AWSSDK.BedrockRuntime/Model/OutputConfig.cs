namespace Amazon.BedrockRuntime.Model;

public class OutputConfig
{
    public OutputFormat TextFormat { get; set; }
}
