namespace Amazon.BedrockRuntime.Model;

public class GuardrailImageCoverage
{
    public int? Guarded { get; set; }

    public int? Total { get; set; }
}
