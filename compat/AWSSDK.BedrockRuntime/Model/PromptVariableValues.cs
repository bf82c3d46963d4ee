namespace Amazon.BedrockRuntime.Model;

public class PromptVariableValues
{
    public string Text { get; set; }
}
