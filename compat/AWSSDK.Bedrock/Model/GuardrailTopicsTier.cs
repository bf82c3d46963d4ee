namespace Amazon.Bedrock.Model;

public class GuardrailTopicsTier
{
    public GuardrailTopicsTierName TierName { get; set; }
}
