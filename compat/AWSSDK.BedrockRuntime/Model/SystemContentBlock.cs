namespace Amazon.BedrockRuntime.Model;

public class SystemContentBlock
{
    public string Text { get; set; }

    public GuardrailConverseContentBlock GuardContent { get; set; }

    public CachePointBlock CachePoint { get; set; }
}
