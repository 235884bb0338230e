import "htmx.org/dist/htmx.esm.js";
import "./combo-box";
import "./day-slider";
import "./live-list";
import "./signature-field";
import "./time-left";
import { watchConnection } from "./connection";
import { keepDrafts } from "./drafts";
import { guardForms } from "./forms";
import { listenToKeys } from "./keys";
import { openAndClose } from "./menus";

guardForms();
keepDrafts();
listenToKeys();
openAndClose();
watchConnection();
