namespace Amazon.BedrockRuntime.Model;

public class S3Location
{
    public string Uri { get; set; }

    public string BucketOwner { get; set; }
}
