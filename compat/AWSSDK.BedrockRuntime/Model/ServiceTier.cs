namespace Amazon.BedrockRuntime.Model;

public class ServiceTier
{
    public ServiceTierType Type { get; set; }
}
