import assert from "node:assert/strict";
import { test } from "node:test";
import { capture, toPutBack, type Field } from "../src/draft";

const text = (name: string, value: string, initial = ""): Field => ({ name, kind: "text", value, initial });
const tick = (name: string, value: string, initial = "off"): Field => ({ name, kind: "tick", value, initial });

test("keeps only what was changed, and tells repeated names apart", () => {
  const draft = capture([text("phone", "138"), text("phone", "139"), text("city", "深圳", "深圳")]);
  assert.deepEqual(draft, { sent: false, values: { "phone#0": "138", "phone#1": "139" } });
});

test("puts back what the server left empty and leaves its own values alone", () => {
  const draft = capture([text("fault", "黑屏"), text("phone", "138")]);
  const back = toPutBack(draft, [text("fault", ""), text("phone", "139")]);
  assert.deepEqual(back.map(([field, value]) => [field.name, value]), [["fault", "黑屏"]]);
});

test("a tick box is put back only while the form was not sent", () => {
  const draft = capture([tick("urgent", "on")]);
  assert.equal(toPutBack(draft, [tick("urgent", "off")]).length, 1);
  assert.equal(toPutBack({ ...draft, sent: true }, [tick("urgent", "off")]).length, 0);
});
