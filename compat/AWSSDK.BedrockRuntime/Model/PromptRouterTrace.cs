namespace Amazon.BedrockRuntime.Model;

public class PromptRouterTrace
{
    public string InvokedModelId { get; set; }
}
