namespace Amazon.BedrockRuntime.Model;

public class OutputFormat
{
    public OutputFormatType Type { get; set; }

    public OutputFormatStructure Structure { get; set; }
}
