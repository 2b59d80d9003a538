// SPDX-License-Identifier: BSL-1.0
#include <pangkas/core/organisation_graph.hpp>
#include <pangkas/io/exports.hpp>
#include <pangkas/io/number.hpp>

#include <fmt/format.h>
#include <boost/graph/graphml.hpp>
#include <boost/graph/graphviz.hpp>
#include <boost/property_map/dynamic_property_map.hpp>
#include <boost/property_map/function_property_map.hpp>

#include <array>
#include <cstddef>
#include <optional>
#include <ostream>
#include <streambuf>
#include <string>
#include <string_view>

namespace pangkas::inline v0_1 {
namespace {

/// Hands what is written to a stream on in pieces.
class sink_buffer final : public std::streambuf {
 public:
  explicit sink_buffer(const text_sink& sink) : sink_(sink) {
    setp(piece_.data(), piece_.data() + piece_.size());
  }

 private:
  int_type overflow(int_type c) override {
    sync();
    if (!traits_type::eq_int_type(c, traits_type::eof())) sputc(traits_type::to_char_type(c));
    return traits_type::not_eof(c);
  }
  int sync() override {
    if (pptr() != pbase()) sink_({pbase(), static_cast<std::size_t>(pptr() - pbase())});
    setp(piece_.data(), piece_.data() + piece_.size());
    return 0;
  }

  const text_sink& sink_;
  std::array<char, 65536> piece_;
};

/// Neither language holds control characters.
std::string without_controls(std::string_view text) {
  std::string plain(text);
  for (char& c : plain)
    if (static_cast<unsigned char>(c) < ' ' || c == '\x7F') c = ' ';
  return plain;
}

std::string number_or_nothing(const std::optional<double>& number) {
  return number ? format_number(*number) : std::string();
}

template <class Write>
void write_stream(const text_sink& sink, const Write& write) {
  sink_buffer buffer(sink);
  std::ostream stream(&buffer);
  stream.exceptions(std::ios::badbit);  // what the sink throws comes through
  write(stream);
  stream.flush();
}

/// A property of the positions.
template <class Value>
void add_property(boost::dynamic_properties& properties, const char* name, const Value& value) {
  properties.property(name, boost::make_function_property_map<position_id>(value));
}

}  // namespace

void write_graphml(const organisation& org, const text_sink& sink) {
  boost::dynamic_properties properties;
  const auto text = [&](const char* name, auto get) {
    add_property(properties, name, [&org, get](position_id p) -> std::string {
      return without_controls(get(org, p));
    });
  };
  text("code", [](const organisation& o, position_id p) { return std::string(o.code(p)); });
  text("title", [](const organisation& o, position_id p) { return std::string(o.title(p)); });
  text("kind", [](const organisation& o, position_id p) {
    const auto kind = o.kind(p);
    return kind ? std::string(to_string(*kind)) : std::string();
  });
  text("rank", [](const organisation& o, position_id p) { return std::string(o.rank_name(p)); });
  text("unit", [](const organisation& o, position_id p) { return std::string(o.unit(p)); });
  add_property(properties, "seats", [&org](position_id p) -> double { return org.seats(p); });
  // Absent is no number, and this format has no other word for it.
  text("filled",
       [](const organisation& o, position_id p) { return number_or_nothing(o.filled(p)); });
  text("cost", [](const organisation& o, position_id p) { return number_or_nothing(o.cost(p)); });
  properties.property("type", boost::make_function_property_map<graph_line>(
                                  [&org](const graph_line& line) -> std::string {
                                    return std::string(to_string(type_of(line, org)));
                                  }));
  write_stream(sink, [&](std::ostream& stream) {
    boost::write_graphml(stream, org, get(boost::vertex_index, org), properties, true);
  });
}

void write_dot(const organisation& org, const text_sink& sink) {
  write_stream(sink, [&](std::ostream& stream) {
    const auto position = [&](std::ostream& out, position_id p) {
      std::string label =
          fmt::format("{}\n{}", without_controls(org.code(p)), without_controls(org.title(p)));
      // Boost escapes quotes alone, and one behind a backslash would end the text.
      for (auto at = label.find('\\'); at != std::string::npos; at = label.find('\\', at + 2))
        label.insert(at, 1, '\\');
      out << "[label=" << boost::escape_dot_string(label) << ']';
    };
    const auto line = [&](std::ostream& out, const graph_line& l) {
      const line_type type = type_of(l, org);
      if (type != line_type::command)
        out << "[style=dashed, label=" << boost::escape_dot_string(std::string(to_string(type)))
            << ']';
    };
    const auto whole = [](std::ostream& out) { out << "rankdir=TB;\nnode[shape=box];\n"; };
    boost::write_graphviz(stream, org, position, line, whole);
  });
}

}  // namespace pangkas
