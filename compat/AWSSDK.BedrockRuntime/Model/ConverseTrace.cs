namespace Amazon.BedrockRuntime.Model;

public class ConverseTrace
{
    public GuardrailTraceAssessment Guardrail { get; set; }

    public PromptRouterTrace PromptRouter { get; set; }
}
