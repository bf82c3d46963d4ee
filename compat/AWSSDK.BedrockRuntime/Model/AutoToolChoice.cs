namespace Amazon.BedrockRuntime.Model;

public class AutoToolChoice;
