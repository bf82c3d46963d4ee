namespace Amazon.BedrockRuntime.Model;

public class GuardrailCoverage
{
    public GuardrailTextCharactersCoverage TextCharacters { get; set; }

    public GuardrailImageCoverage Images { get; set; }
}
