// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief The XML of one part of an archive, event by event.
#pragma once

#include "zip_archive.hpp"

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace pangkas::inline v0_1::detail {

/// @brief A name without the prefix of its namespace. Prefixes differ between writers, and so do
/// the namespaces of the two editions of the standard.
[[nodiscard]] inline std::string_view local_name(std::string_view name) {
  return name.substr(name.find(':') + 1);  // from the beginning if there is none
}

/// @brief The attributes of an element.
class xml_attributes {
 public:
  explicit xml_attributes(const char** list) : list_(list) {}
  [[nodiscard]] std::optional<std::string_view> find(std::string_view name) const {
    for (const char** at = list_; *at != nullptr; at += 2)
      if (local_name(*at) == name) return at[1];
    return std::nullopt;
  }

 private:
  const char** list_;  // name, value, name, value, null
};

/// @brief What takes the events of a part.
class xml_events {
 public:
  xml_events() = default;
  xml_events(const xml_events&) = delete;
  xml_events& operator=(const xml_events&) = delete;
  virtual ~xml_events() = default;

  virtual void begin(std::string_view name, const xml_attributes& attributes) = 0;
  virtual void end(std::string_view name) = 0;
  /// @brief A piece of the text of an element; the rest may follow.
  virtual void text(std::string_view piece) = 0;
  /// @brief Whether the rest need not be read.
  [[nodiscard]] virtual bool done() const { return false; }
  /// @brief Whether text() is to be called; what is not asked for costs nothing.
  [[nodiscard]] virtual bool wants_text() const { return true; }
};

/// @brief Parses XML that comes in pieces.
///
/// A document type is refused, whose entities could grow beyond measure, and so is what is nested
/// beyond sense. Nothing is fetched from anywhere.
class xml_feed {
 public:
  /// Throws what is wrong with the document: "has a tag of more than a megabyte".
  using failure = std::function<void(const std::string& what)>;

  xml_feed(xml_events& events, failure fail);
  xml_feed(const xml_feed&) = delete;
  xml_feed& operator=(const xml_feed&) = delete;
  ~xml_feed();

  /// @brief Parses the next piece.
  /// @param last  Nothing follows.
  /// @return      Whether more is wanted.
  /// @throws what @p fail and the events throw.
  bool feed(std::string_view piece, bool last);
  /// @brief The line that is parsed, from 1.
  [[nodiscard]] std::size_t line() const;

 private:
  class parser;
  std::unique_ptr<parser> parser_;
};

/// @brief Reads a part of an archive.
/// @throws input_error if the part is no XML, declares a document type (whose entities could grow
///         beyond measure), is nested beyond sense, or as zip_archive::unpack(); and what the events
///         throw.
void parse_xml_part(zip_archive& archive, const std::string& part, xml_events& events);

}  // namespace pangkas::detail
