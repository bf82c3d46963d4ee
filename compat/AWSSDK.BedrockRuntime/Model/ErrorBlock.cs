namespace Amazon.BedrockRuntime.Model;

public class ErrorBlock
{
    public string Message { get; set; }
}
