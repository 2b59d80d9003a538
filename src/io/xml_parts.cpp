// SPDX-License-Identifier: BSL-1.0
#include "xml_parts.hpp"

#include <pangkas/error.hpp>

#include <expat.h>
#include <fmt/format.h>

#include <exception>
#include <memory>
#include <new>
#include <type_traits>
#include <utility>

namespace pangkas::inline v0_1::detail {

/// Takes what expat calls. No exception passes through its frames, which are those of C.
class xml_feed::parser {
 public:
  parser(xml_events& events, failure fail)
      : events_(events),
        fail_(std::move(fail)),
        parser_(XML_ParserCreate(nullptr), XML_ParserFree) {
    if (!parser_) throw std::bad_alloc();
    XML_SetUserData(parser_.get(), this);
    XML_SetElementHandler(
        parser_.get(),
        [](void* self, const char* name, const char** attributes) {
          static_cast<parser*>(self)->guarded([&](parser& here) {
            // Sheets are six deep, texts with all their marks ten.
            if (++here.depth_ > 64) here.fail_("nests elements more than 64 deep");
            here.events_.begin(local_name(name), xml_attributes(attributes));
          });
        },
        [](void* self, const char* name) {
          static_cast<parser*>(self)->guarded([&](parser& here) {
            --here.depth_;
            here.events_.end(local_name(name));
          });
        });
    if (events.wants_text())
      XML_SetCharacterDataHandler(parser_.get(), [](void* self, const char* text, int length) {
        static_cast<parser*>(self)->guarded([&](parser& here) {
          here.events_.text({text, static_cast<std::size_t>(length)});
        });
      });
    XML_SetStartDoctypeDeclHandler(
        parser_.get(), [](void* self, const char*, const char*, const char*, int) {
          static_cast<parser*>(self)->guarded([](parser& here) {
            here.fail_("declares a document type, whose entities may grow without end");
          });
        });
  }

  bool feed(std::string_view piece, bool last) {
    fed_ += piece.size();
    const XML_Status status =
        XML_Parse(parser_.get(), piece.data(), static_cast<int>(piece.size()), last ? 1 : 0);
    if (thrown_) std::rethrow_exception(thrown_);
    if (events_.done()) return false;
    if (status != XML_STATUS_OK)
      fail_(fmt::format("is no valid XML in line {} ({})", line(),
                        XML_ErrorString(XML_GetErrorCode(parser_.get()))));
    // Versions of expat look at an unfinished tag again with each piece.
    constexpr std::size_t longest_tag = std::size_t{1} << 20;
    const auto parsed = XML_GetCurrentByteIndex(parser_.get());
    if (parsed >= 0 && fed_ - static_cast<std::size_t>(parsed) > longest_tag + piece.size())
      fail_("has a tag of more than a megabyte");
    return true;
  }
  [[nodiscard]] std::size_t line() const { return XML_GetCurrentLineNumber(parser_.get()); }

 private:
  template <class Body>
  void guarded(const Body& body) noexcept {
    if (thrown_) return;
    try {
      body(*this);
      if (events_.done()) XML_StopParser(parser_.get(), XML_FALSE);
    } catch (...) {
      thrown_ = std::current_exception();
      XML_StopParser(parser_.get(), XML_FALSE);
    }
  }

  xml_events& events_;
  failure fail_;
  std::unique_ptr<std::remove_pointer_t<XML_Parser>, void (*)(XML_Parser)> parser_;
  std::exception_ptr thrown_;
  std::size_t fed_ = 0;
  int depth_ = 0;
};

xml_feed::xml_feed(xml_events& events, failure fail)
    : parser_(std::make_unique<parser>(events, std::move(fail))) {}

xml_feed::~xml_feed() = default;

bool xml_feed::feed(std::string_view piece, bool last) { return parser_->feed(piece, last); }

std::size_t xml_feed::line() const { return parser_->line(); }

void parse_xml_part(zip_archive& archive, const std::string& part, xml_events& events) {
  xml_feed xml(events, [&](const std::string& what) {
    throw input_error(
        fmt::format("{} is damaged: its part {} {}; open it in a spreadsheet and save it "
                    "again",
                    archive.file(), part, what),
        archive.file());
  });
  archive.unpack(part, [&](std::string_view piece) { return xml.feed(piece, false); });
  if (!events.done()) xml.feed({}, true);
}

}  // namespace pangkas::detail
