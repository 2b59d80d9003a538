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
namespace {

/// Takes what expat calls. No exception passes through its frames, which are those of C.
class xml_part {
 public:
  xml_part(zip_archive& archive, const std::string& part, xml_events& events)
      : archive_(archive),
        part_(part),
        events_(events),
        parser_(XML_ParserCreate(nullptr), XML_ParserFree) {
    if (!parser_) throw std::bad_alloc();
    XML_SetUserData(parser_.get(), this);
    XML_SetElementHandler(
        parser_.get(),
        [](void* self, const char* name, const char** attributes) {
          static_cast<xml_part*>(self)->guarded([&](xml_part& part_of) {
            // Sheets are six deep, texts with all their marks ten.
            if (++part_of.depth_ > 64) part_of.fail("nests elements more than 64 deep");
            part_of.events_.begin(local_name(name), xml_attributes(attributes));
          });
        },
        [](void* self, const char* name) {
          static_cast<xml_part*>(self)->guarded([&](xml_part& part_of) {
            --part_of.depth_;
            part_of.events_.end(local_name(name));
          });
        });
    XML_SetCharacterDataHandler(parser_.get(), [](void* self, const char* text, int length) {
      static_cast<xml_part*>(self)->guarded([&](xml_part& part_of) {
        part_of.events_.text({text, static_cast<std::size_t>(length)});
      });
    });
    XML_SetStartDoctypeDeclHandler(
        parser_.get(), [](void* self, const char*, const char*, const char*, int) {
          static_cast<xml_part*>(self)->guarded([](xml_part& part_of) {
            part_of.fail("declares a document type, which no spreadsheet does");
          });
        });
  }

  void read() {
    archive_.unpack(part_, [this](std::string_view piece) { return feed(piece, false); });
    if (!events_.done()) feed({}, true);
  }

 private:
  bool feed(std::string_view piece, bool last) {
    fed_ += piece.size();
    const XML_Status status =
        XML_Parse(parser_.get(), piece.data(), static_cast<int>(piece.size()), last ? 1 : 0);
    if (thrown_) std::rethrow_exception(thrown_);
    if (events_.done()) return false;
    if (status != XML_STATUS_OK)
      fail(fmt::format("is no valid XML in line {} ({})", XML_GetCurrentLineNumber(parser_.get()),
                       XML_ErrorString(XML_GetErrorCode(parser_.get()))));
    // Versions of expat look at an unfinished tag again with each piece.
    constexpr std::size_t longest_tag = std::size_t{1} << 20;
    const auto parsed = XML_GetCurrentByteIndex(parser_.get());
    if (parsed >= 0 && fed_ - static_cast<std::size_t>(parsed) > longest_tag + piece.size())
      fail("has a tag of more than a megabyte");
    return true;
  }

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

  [[noreturn]] void fail(const std::string& what) const {
    throw input_error(
        fmt::format("{} is damaged: its part {} {}; open it in a spreadsheet and save it "
                    "again",
                    archive_.file(), part_, what),
        archive_.file());
  }

  zip_archive& archive_;
  const std::string& part_;
  xml_events& events_;
  std::unique_ptr<std::remove_pointer_t<XML_Parser>, void (*)(XML_Parser)> parser_;
  std::exception_ptr thrown_;
  std::size_t fed_ = 0;
  int depth_ = 0;
};

}  // namespace

void parse_xml_part(zip_archive& archive, const std::string& part, xml_events& events) {
  xml_part(archive, part, events).read();
}

}  // namespace pangkas::detail
