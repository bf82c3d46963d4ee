namespace Amazon.BedrockRuntime.Model;

public class GuardrailTextCharactersCoverage
{
    public int? Guarded { get; set; }

    public int? Total { get; set; }
}
