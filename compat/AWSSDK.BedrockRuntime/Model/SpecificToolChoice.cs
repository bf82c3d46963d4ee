namespace Amazon.BedrockRuntime.Model;

public class SpecificToolChoice
{
    public string Name { get; set; }
}
