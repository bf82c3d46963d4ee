namespace Amazon.BedrockRuntime.Model;

public class GuardrailAutomatedReasoningStatement
{
    public string Logic { get; set; }

    public string NaturalLanguage { get; set; }
}
