// The package describes its API but names no types for the module that is bundled here.
declare module "htmx.org/dist/htmx.esm.js" {
  import htmx from "htmx.org";
  export default htmx;
}
