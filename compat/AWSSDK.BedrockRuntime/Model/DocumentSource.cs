namespace Amazon.BedrockRuntime.Model;

public class DocumentSource
{
    public MemoryStream Bytes { get; set; }

    public S3Location S3Location { get; set; }

    public string Text { get; set; }

    public List<DocumentContentBlock> Content { get; set; } = AWSConfigs.InitializeCollections ? [] : null;
}
