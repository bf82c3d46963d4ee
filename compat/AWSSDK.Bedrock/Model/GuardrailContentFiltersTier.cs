namespace Amazon.Bedrock.Model;

public class GuardrailContentFiltersTier
{
    public GuardrailContentFiltersTierName TierName { get; set; }
}
