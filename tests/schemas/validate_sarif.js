// Prints what is wrong with the SARIF on standard input, by the schema that Microsoft's package ships.
const [modules] = process.argv.slice(2);
const Ajv = require(`${modules}/ajv`);
const ajv = new Ajv({schemaId: "id", meta: false, allErrors: true, format: "full"});
ajv.addMetaSchema(require(`${modules}/ajv/lib/refs/json-schema-draft-04.json`));
const schema = require(`${modules}/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json`);
const log = JSON.parse(require("fs").readFileSync(0, "utf-8"));
if (!ajv.validate(schema, log)) console.log(ajv.errorsText(undefined, {separator: "\n"}));
