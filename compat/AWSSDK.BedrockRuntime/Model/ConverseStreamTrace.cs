namespace Amazon.BedrockRuntime.Model;

public class ConverseStreamTrace
{
    public GuardrailTraceAssessment Guardrail { get; set; }

    public PromptRouterTrace PromptRouter { get; set; }
}
