namespace Amazon.BedrockRuntime.Model;

public class DocumentBlock
{
    public DocumentFormat Format { get; set; }

    public string Name { get; set; }

    public DocumentSource Source { get; set; }

    public string Context { get; set; }
}
