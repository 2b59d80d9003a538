// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief What the JSON documents of the project have in common: how they begin, and how they fail.
#pragma once

#include <pangkas/error.hpp>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string>
#include <string_view>

namespace pangkas::inline v0_1::detail {

/// @brief A text that the parser reads byte by byte. Who is called by the parser may pass over some
/// of what follows, which the parser then never sees.
class document_text {
 public:
  explicit document_text(std::string_view text) : text_(text) {}

  /// @brief What has not been read.
  [[nodiscard]] std::string_view rest() const { return text_.substr(at_); }
  /// @brief Lets the parser read on @p bytes later.
  void pass_over(std::size_t bytes) {
    at_ += bytes;
    passed_over_ += bytes;
  }
  /// @brief The place in the text of the @p read-th byte that the parser read.
  [[nodiscard]] std::size_t place_of(std::size_t read) const { return read + passed_over_; }
  /// @brief The line of a place.
  [[nodiscard]] std::size_t line_of(std::size_t place) const {
    return 1 + static_cast<std::size_t>(std::ranges::count(text_.substr(0, place), '\n'));
  }

  /// @brief Reads on where any other one stopped, as std::istreambuf_iterator does.
  class iterator {
   public:
    using iterator_category = std::input_iterator_tag;
    using value_type = char;
    using difference_type = std::ptrdiff_t;
    using pointer = const char*;
    using reference = char;

    iterator() = default;  ///< the end of any text
    explicit iterator(document_text& text) : text_(&text) {}
    char operator*() const { return text_->text_[text_->at_]; }
    iterator& operator++() {
      ++text_->at_;
      return *this;
    }
    friend bool operator==(const iterator& a, const iterator& b) {
      return a.at_end() == b.at_end();
    }

   private:
    [[nodiscard]] bool at_end() const {
      return text_ == nullptr || text_->at_ == text_->text_.size();
    }
    document_text* text_ = nullptr;
  };

 private:
  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t passed_over_ = 0;
};

/// @brief Parses a document entry by entry.
/// @param take  Called as nlohmann's parser callback; false lets go of what was parsed.
/// @return      What was not let go.
/// @throws input_error with the line of the fault.
template <class Take>
nlohmann::json parse_document(document_text& text, const std::string& file, Take& take) {
  using nlohmann::json;
  try {
    return json::parse(document_text::iterator(text), document_text::iterator(),
                       [&](int depth, json::parse_event_t event, json& parsed) {
                         return take(depth, event, parsed);
                       });
  } catch (const json::parse_error& e) {
    // What the parser says holds its own error numbers; people need the place.
    const std::size_t place = text.place_of(e.byte);
    const std::size_t line = text.line_of(place);
    throw input_error(fmt::format("{} is no valid JSON: the fault is in line {}, at byte {}; the "
                                  "file may have been cut off or edited by hand",
                                  file, line, place),
                      file, line);
  } catch (const json::exception& e) {
    throw input_error(fmt::format("{} is no valid JSON: {}", file, e.what()), file);
  }
}

/// @brief Checks that a document is of this project, of a kind and of a version that is known.
/// @param kind      What stands under "pangkas".
/// @param in_words  The kind for people, e.g. "an organisation".
inline void check_document(const nlohmann::json& head, const std::string& file,
                           std::string_view kind, std::string_view in_words, int newest) {
  using nlohmann::json;
  if (!head.is_object() || head.value("pangkas", json()) != kind)
    throw input_error(fmt::format("{} is JSON, but not {} of Pangkas: it does not begin with "
                                  "\"pangkas\": \"{}\"",
                                  file, in_words, kind),
                      file);
  const json version = head.value("version", json());
  if (!version.is_number_integer() || version.get<std::int64_t>() < 1)
    throw input_error(fmt::format("{}: \"version\" must be a whole number from 1", file), file, {},
                      "version");
  if (version.get<std::int64_t>() > newest)
    throw input_error(fmt::format("{} is of version {}, this program reads up to {}; use a newer "
                                  "Pangkas",
                                  file, version.get<std::int64_t>(), newest),
                      file, {}, "version");
}

}  // namespace pangkas::detail
