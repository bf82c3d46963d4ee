namespace Amazon.BedrockRuntime.Model;

public class OutputFormatStructure
{
    public JsonSchemaDefinition JsonSchema { get; set; }
}
