// The emoji names that cards commonly use, after Slack's short names. An unknown name stays as it was typed.

const NAMES = `
white_check_mark ✅|heavy_check_mark ✔️|ballot_box_with_check ☑️|x ❌|heavy_multiplication_x ✖️|warning ⚠️|no_entry ⛔|no_entry_sign 🚫
octagonal_sign 🛑|stop_sign 🛑|rotating_light 🚨|bell 🔔|no_bell 🔕|eyes 👀|eye 👁️|lock 🔒|unlock 🔓|key 🔑|shield 🛡️|mag 🔍|mag_right 🔎
memo 📝|pencil 📝|pencil2 ✏️|writing_hand ✍️|clipboard 📋|page_facing_up 📄|bookmark 🔖|link 🔗|paperclip 📎|pushpin 📌|round_pushpin 📍
speech_balloon 💬|left_speech_bubble 🗨️|thought_balloon 💭|mega 📣|loudspeaker 📢|inbox_tray 📥|outbox_tray 📤|email 📧|envelope ✉️
incoming_envelope 📨|calendar 📅|date 📅|spiral_calendar_pad 🗓️|clock1 🕐|clock3 🕒|clock9 🕘|alarm_clock ⏰|hourglass ⌛
hourglass_flowing_sand ⏳|stopwatch ⏱️|timer_clock ⏲️|watch ⌚|zap ⚡|fire 🔥|boom 💥|sparkles ✨|star ⭐|tada 🎉|rocket 🚀|dart 🎯|bulb 💡
information_source ℹ️|question ❓|grey_question ❔|exclamation ❗|grey_exclamation ❕|bangbang ‼️|heavy_plus_sign ➕|heavy_minus_sign ➖
arrow_right ➡️|arrow_left ⬅️|arrow_up ⬆️|arrow_down ⬇️|arrows_counterclockwise 🔄|repeat 🔁|leftwards_arrow_with_hook ↩️|fast_forward ⏩
double_vertical_bar ⏸️|pause_button ⏸️|black_square_for_stop ⏹️|arrow_forward ▶️|red_circle 🔴|large_orange_circle 🟠|orange_circle 🟠
large_yellow_circle 🟡|yellow_circle 🟡|large_green_circle 🟢|green_circle 🟢|large_blue_circle 🔵|blue_circle 🔵|white_circle ⚪|black_circle ⚫
red_square 🟥|large_red_square 🟥|large_yellow_square 🟨|large_green_square 🟩|thumbsup 👍|+1 👍|thumbsdown 👎|-1 👎|wave 👋|raised_hands 🙌
clap 👏|pray 🙏|point_right 👉|point_left 👈|point_up ☝️|point_down 👇|raised_hand ✋|hand ✋|ok_hand 👌|muscle 💪|handshake 🤝
slightly_smiling_face 🙂|smile 😄|smiley 😃|grinning 😀|joy 😂|wink 😉|thinking_face 🤔|neutral_face 😐|cry 😢|sob 😭|sweat_smile 😅|heart ❤️
bust_in_silhouette 👤|busts_in_silhouette 👥|zzz 💤|palm_tree 🌴|house 🏠|office 🏢|hospital 🏥|police_car 🚓|newspaper 📰|bird 🐦
chart_with_upwards_trend 📈|bar_chart 📊|gear ⚙️|wrench 🔧|hammer_and_wrench 🛠️|wastebasket 🗑️|package 📦|camera 📷|frame_with_picture 🖼️
movie_camera 🎥|iphone 📱|phone ☎️|telephone_receiver 📞|computer 💻|globe_with_meridians 🌐|recycle ♻️|snowflake ❄️|sunny ☀️|crescent_moon 🌙
ice_cube 🧊|beach_with_umbrella 🏖️|face_with_thermometer 🤒|credit_card 💳|scales ⚖️|classical_building 🏛️|ballot_box_with_ballot 🗳️`;

const EMOJI = new Map(NAMES.trim().split(/[|\n]/).map((pair) => pair.trim().split(" ")));

/** The character for a name such as "warning" (skin tones ignored), or ":name:" itself. */
export function emoji(name) {
  return EMOJI.get(name.split("::")[0]) ?? `:${name}:`;
}
