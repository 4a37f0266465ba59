#ifndef FOOTFALL_CXML2_SHIM_H
#define FOOTFALL_CXML2_SHIM_H

#include <iconv.h>
#include <libxml/xmlversion.h>
// Its headers would bring in those of another ICU than Swift's; what they declare is not used here.
#undef LIBXML_ICU_ENABLED
#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <string.h>

static inline void cxml2_silent(void *context, const char *message, ...) {
  (void)context;
  (void)message;
}

// A parser of HTML that only calls back: no tree is made, nothing is fetched, nothing is printed.
static inline htmlParserCtxtPtr cxml2_open(
    void *context, startElementSAXFunc start, endElementSAXFunc end, charactersSAXFunc text) {
  // Some mistakes are told to no parser; the setting is of this thread.
  xmlSetGenericErrorFunc(NULL, cxml2_silent);
  htmlParserCtxtPtr parser = htmlNewParserCtxt();
  if (parser == NULL) return NULL;
  memset(parser->sax, 0, sizeof(*parser->sax));
  parser->sax->startElement = start;
  parser->sax->endElement = end;
  parser->sax->characters = text;
  parser->sax->cdataBlock = text;
  parser->userData = context;
  return parser;
}

// Reads valid UTF-8.
static inline void cxml2_read(htmlParserCtxtPtr parser, const void *bytes, int count) {
  int options = HTML_PARSE_RECOVER | HTML_PARSE_NONET | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING;
  htmlCtxtReadMemory(parser, (const char *)bytes, count, NULL, "UTF-8", options);
}

#endif
