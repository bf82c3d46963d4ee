namespace Amazon.BedrockRuntime.Model;

public class ImageSource
{
    public MemoryStream Bytes { get; set; }

    public S3Location S3Location { get; set; }
}
