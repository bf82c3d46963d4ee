namespace Amazon.BedrockRuntime.Model;

public class AnyToolChoice;
